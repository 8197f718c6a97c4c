/// The rules by which clicks are scored: what they say, and how they are read.
@NullMarked
package com.afftok.shared.fraud;

import org.jspecify.annotations.NullMarked;
