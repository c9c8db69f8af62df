namespace Resilience.Timing;

/// <summary>Where the caller is.</summary>
internal enum CallerStep
{
    Cancel,
    TakeRegistration,
    RunRegistration,
    Done,
}
