namespace Resilience.Timing;

/// <summary>What a gate says.</summary>
internal enum Gate
{
    Shut,
    Armed,
    Fired,
    Cancelled,
}
