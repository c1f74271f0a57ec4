"""The page of style: every part in every state, with invented people, numbers and documents."""
