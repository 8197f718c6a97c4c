/// What users say of themselves, and where their money is sent to.
@NullMarked
package com.afftok.management.party.profile;

import org.jspecify.annotations.NullMarked;
