/// What the tests of several packages share.
@NullMarked
package com.afftok.shared;

import org.jspecify.annotations.NullMarked;
