/// Parsing of requests, and the problems that their fields can have.
@NullMarked
package com.afftok.management.platform.request;

import org.jspecify.annotations.NullMarked;
