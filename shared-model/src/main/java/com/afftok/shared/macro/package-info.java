/// Texts with macros: destinations of links and templates of postbacks.
@NullMarked
package com.afftok.shared.macro;

import org.jspecify.annotations.NullMarked;
