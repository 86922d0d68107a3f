"""What next year needs: who waits for a place, and wishes that wait for a budget."""
