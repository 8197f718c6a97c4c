/// The rules that score clicks, and their parser.
@NullMarked
package com.afftok.shared.fraud;

import org.jspecify.annotations.NullMarked;
