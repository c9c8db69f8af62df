using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>Whether work is done for stages that could not take it.</summary>
public sealed class BackpressureOptions
{
    /// <summary>What an open circuit of this or a later stage means. The default is <see cref="Backpressure.None"/>.</summary>
    public Backpressure Mode { get; set; } = Backpressure.None;

    /// <summary>
    /// How long one stage waits at most, from 1 ms to 49 days; then the run is interrupted. The default is 5 minutes.
    /// </summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many stages are looked at, this one included: from 1. By default all that are left.</summary>
    public int Lookahead { get; set; } = int.MaxValue;

    internal void Validate(OptionErrors errors)
    {
        errors.Between(nameof(MaxWait), MaxWait, TimeSpan.FromMilliseconds(1), Require.LongestWait);
        errors.Between(nameof(Lookahead), Lookahead, 1, int.MaxValue);
        if (!Enum.IsDefined(Mode))
            errors.Add(nameof(Mode), Mode.ToString(), "a defined mode");
    }

    internal BackpressureOptions Copy() => new() { Mode = Mode, MaxWait = MaxWait, Lookahead = Lookahead };
}
