using System.Runtime.InteropServices;

namespace Resilience.Statistics;

/// <summary>
/// One cell of a <see cref="StripedCounter"/>, with 64 bytes or more on both sides of the number, so that two cells, or a cell and
/// whatever the heap puts beside it, never share a cache line.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal sealed class StripedCell
{
    [FieldOffset(56)]
    public long Value;
}
