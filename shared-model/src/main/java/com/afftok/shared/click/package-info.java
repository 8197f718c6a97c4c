/// Clicks and their binary form, shared by edge and writer.
@NullMarked
package com.afftok.shared.click;

import org.jspecify.annotations.NullMarked;
