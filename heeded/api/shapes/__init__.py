"""What operations take and answer: written out by hand, because it is a promise to programs that we do not know. A
test compares each shape with the record that it shows, so that what a record gains is shown here or left out on
purpose."""
