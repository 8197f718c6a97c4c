/// The house rules of all modules, as tests.
@NullMarked
package com.afftok.house;

import org.jspecify.annotations.NullMarked;
