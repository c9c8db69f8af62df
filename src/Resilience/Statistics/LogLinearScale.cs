using System.Numerics;

namespace Resilience.Statistics;

/// <summary>
/// Maps 32-bit magnitudes to the bins of a histogram: 2^<c>subBits</c> equal bins for each power of two. With the usual 5, every bin is at
/// most 1/32 of its value wide and its middle is within 1/64 of everything in it, and values below 64 have a bin of their own. Pure.
/// </summary>
internal static class LogLinearScale
{
    private const int UsualSubBits = 5;

    /// <summary>The number of bins, with the usual bits.</summary>
    public const int Bins = (32 - UsualSubBits + 1) << UsualSubBits;

    /// <summary>The bin of a value; larger values have larger or the same bins.</summary>
    public static int BinOf(uint value, int subBits = UsualSubBits)
    {
        if (value < 1u << subBits)
        {
            return (int)value;
        }

        int shift = BitOperations.Log2(value) - subBits;
        return (shift << subBits) + (int)(value >> shift);
    }

    /// <summary>The bin that holds the value of a rank, from 1 to the sum of all counts.</summary>
    public static int BinOfRank(ReadOnlySpan<long> counts, long rank)
    {
        int bin = 0;
        for (long seen = counts[0]; seen < rank && bin < counts.Length - 1; seen += counts[bin])
            bin++;
        return bin;
    }

    /// <summary>The middle of a bin.</summary>
    public static uint MiddleOf(int bin, int subBits = UsualSubBits)
    {
        int subBins = 1 << subBits;
        if (bin < 2 * subBins)
        {
            return (uint)bin;
        }

        int shift = (bin >> subBits) - 1;
        uint lower = (uint)(bin - (shift << subBits)) << shift;
        return lower + ((1u << shift) / 2);
    }
}
