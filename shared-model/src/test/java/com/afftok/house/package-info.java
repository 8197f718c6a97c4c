/// The house rules that every module is held to, as tests.
@NullMarked
package com.afftok.house;

import org.jspecify.annotations.NullMarked;
