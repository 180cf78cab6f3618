"""What pages are made from: a derived index of a case, and views of its pages, incidents and claims."""
