"""What whoever holds a token of the API promises. A new version is a new promise: tokens made under an older one
stand still until their owner has accepted it."""

VERSION = 1
TERMS = (
    "When Heeded says that something was withdrawn or erased, I delete every copy of it that I made, and see to it "
    "that those whom I gave it to do the same. I read the feed of withdrawals at least once a day while I keep copies.",
    "I do not try to find out who the children, families and workers in a review are, and I publish nothing that "
    "would let others find out.",
    "Whatever I show of a review names the review, its document and the page, and says what was found by machine and "
    "has not been confirmed.",
    "Restricted material stays with those who are named for it. I keep it encrypted and delete it when my reading "
    "ends.",
    "I keep the secret of this token to myself, and end the token when it is no longer needed or may have been seen.",
)
