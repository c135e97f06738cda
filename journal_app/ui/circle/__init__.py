"""The circle on the screen: the picture and the list of the same map, and what each part of it is called."""
