/**
 * The radio side of a market: which gain and which noise the link to each provider has, slot after slot.
 *
 * <p>{@link dmsb.auction.market.radio.Radio} is all that the market sees. A <em>channel</em> gives the loss of a link from
 * its geometry; <em>mobility</em> gives the place of whoever moves. Both are interfaces for models of one's own, and the
 * built-in models are their first users. A <em>handover</em> puts another base station in a provider's place.
 */
@NullMarked
package dmsb.auction.market.radio;

import org.jspecify.annotations.NullMarked;
