"""What speakers say: taken down, shown as far as the reader may know, put right, withdrawn."""
