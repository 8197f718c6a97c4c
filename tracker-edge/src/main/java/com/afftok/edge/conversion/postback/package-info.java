/// Postbacks: how a sale that an advertiser reports is read, proven, attributed, queued and
/// answered.
@NullMarked
package com.afftok.edge.conversion.postback;

import org.jspecify.annotations.NullMarked;
