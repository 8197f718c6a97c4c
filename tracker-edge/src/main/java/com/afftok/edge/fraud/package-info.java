/// How likely a click is not an honest one, and who clicks too much: scores, rates, duplicates,
/// blocks.
@NullMarked
package com.afftok.edge.fraud;

import org.jspecify.annotations.NullMarked;
