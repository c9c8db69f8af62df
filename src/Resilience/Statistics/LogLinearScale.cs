using System.Numerics;

namespace Resilience.Statistics;

/// <summary>
/// Maps 32-bit magnitudes to the bins of a histogram: 32 equal bins for each power of two, so that every bin is at most 1/32 of its
/// value wide and its middle is within 1/64 of everything in it. Values below 64 have a bin of their own. Pure.
/// </summary>
internal static class LogLinearScale
{
    private const int SubBits = 5;
    private const int SubBins = 1 << SubBits;

    /// <summary>The number of bins.</summary>
    public const int Bins = (32 - SubBits + 1) * SubBins;

    /// <summary>The bin of a value; larger values have larger or the same bins.</summary>
    public static int BinOf(uint value)
    {
        if (value < SubBins)
        {
            return (int)value;
        }

        int shift = BitOperations.Log2(value) - SubBits;
        return shift * SubBins + (int)(value >> shift);
    }

    /// <summary>The middle of a bin.</summary>
    public static uint MiddleOf(int bin)
    {
        if (bin < 2 * SubBins)
        {
            return (uint)bin;
        }

        int shift = bin / SubBins - 1;
        uint lower = (uint)(bin - shift * SubBins) << shift;
        return lower + (1u << shift) / 2;
    }
}
