package com.afftok.edge.conversion.postback;

/// What is wrong with one parameter; an empty field is the request as a whole.
record Problem(String field, String message) {}
