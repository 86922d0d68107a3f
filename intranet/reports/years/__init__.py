"""What a fiscal year brought: budget, places and money per programme."""
