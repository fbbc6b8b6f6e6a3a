"""Reports and reviews in which every statement cites its passage."""
