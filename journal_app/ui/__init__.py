"""What a person sees and touches: the only home of Qt."""
