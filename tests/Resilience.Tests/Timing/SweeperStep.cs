namespace Resilience.Timing;

/// <summary>Where the sweeper is.</summary>
internal enum SweeperStep
{
    ReadGate,
    ReadDue,
    ReadSource,
    Decide,
    Exchange,
    Cancel,
}
