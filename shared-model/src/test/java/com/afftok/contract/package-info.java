/// What both services must do alike, as examples that the tests of each hold it against.
@NullMarked
package com.afftok.contract;

import org.jspecify.annotations.NullMarked;
