"""Tables without rules, found by what stands under each other and by the labels of the forms."""
