namespace Resilience.Checkpoints;

/// <summary>What is done when a record in the middle of a run is damaged or missing.</summary>
/// <remarks>
/// The last record of a run is another matter: a damaged one is what a crash leaves behind. It is put aside, and the run goes on from the
/// record before it, whatever the policy says.
/// </remarks>
public enum CorruptionPolicy : byte
{
    /// <summary>The run is refused, and left as it is.</summary>
    Fail,

    /// <summary>
    /// The first damaged record and all after it are put aside, and the run goes on from the last good one. Stages whose records are put
    /// aside run again.
    /// </summary>
    UseLastGood,
}
