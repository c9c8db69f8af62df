using System.Globalization;

namespace Resilience.Benchmarks.Gate;

/// <summary>What a row has to reach.</summary>
internal sealed class Bar
{
    private readonly double? _mostRatio;
    private readonly double? _leastRatio;
    private readonly long? _mostBytes;

    private Bar(double? mostRatio, double? leastRatio, long? mostBytes)
    {
        _mostRatio = mostRatio;
        _leastRatio = leastRatio;
        _mostBytes = mostBytes;
    }

    /// <summary>Reported only.</summary>
    public static Bar None { get; } = new(null, null, null);

    public bool IsNone => this == None;

    /// <summary>Our time over the peer's, and the bytes of a call (over a direct call's own, where the row has one).</summary>
    public static Bar Ratio(double most, long bytes) => new(most, null, bytes);

    /// <summary>Our time over that of the control; bytes do not matter beside a disk.</summary>
    public static Bar Time(double most) => new(most, null, null);

    /// <summary>Our two-thread scaling as a share of the control's.</summary>
    public static Bar Share(double least) => new(null, least, null);

    public bool Admits(double ratio, long? bytes) =>
        !(ratio > _mostRatio) && !(ratio < _leastRatio) && !(bytes > _mostBytes);

    public override string ToString() => this switch
    {
        { _mostRatio: { } ratio, _mostBytes: null } => string.Create(CultureInfo.InvariantCulture, $"≤ {ratio:0.00}"),
        { _mostRatio: { } ratio } => string.Create(CultureInfo.InvariantCulture, $"≤ {ratio:0.00}, {_mostBytes} B"),
        { _leastRatio: { } ratio } => string.Create(CultureInfo.InvariantCulture, $"≥ {ratio:0.00}"),
        _ => "–",
    };
}
