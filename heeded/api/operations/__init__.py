"""What can be asked and done, one file a room of the library."""
