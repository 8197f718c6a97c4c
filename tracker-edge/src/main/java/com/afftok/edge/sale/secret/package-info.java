/// The secrets of advertisers, and the verification of postbacks.
@NullMarked
package com.afftok.edge.sale.secret;

import org.jspecify.annotations.NullMarked;
