/// Shared parts of the tests of several packages.
@NullMarked
package com.afftok.shared;

import org.jspecify.annotations.NullMarked;
