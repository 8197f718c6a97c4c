/// The secrets of advertisers, and how a postback proves that it comes from its advertiser.
@NullMarked
package com.afftok.edge.sale.secret;

import org.jspecify.annotations.NullMarked;
