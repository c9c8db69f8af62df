using System.Diagnostics.Metrics;

namespace Resilience;

/// <summary>Options of a keyed family.</summary>
public sealed class KeyedFamilyOptions
{
    /// <summary>
    /// How many keys have a component of their own: from 1 to 10,000,000. The default is 10,000. Beyond it, a new key takes the place of
    /// one that is at rest; if there is none, it gets the shared component.
    /// </summary>
    public int Capacity { get; set; } = 10_000;

    /// <summary>
    /// After which time without a look-up a component may be let go of that is not in use: from 1 second to 49 days. The default is 10
    /// minutes. It happens up to a quarter later.
    /// </summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock of the family and of the components that ready-made factories make. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Makes the meter. By default it is that of the process.</summary>
    public IMeterFactory? MeterFactory { get; set; }
}
