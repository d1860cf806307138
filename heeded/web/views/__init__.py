"""The pages, a module for each thing somebody comes to do. Views are thin: find, ask, call, answer."""
