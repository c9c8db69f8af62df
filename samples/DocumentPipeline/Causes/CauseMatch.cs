namespace DocumentPipeline.Causes;

/// <summary>What a sentence says of cause and effect.</summary>
/// <param name="Cause">The cause's words.</param>
/// <param name="Effect">The effect's words.</param>
/// <param name="Cue">The words that say so.</param>
/// <param name="Confidence">From 0 to 1.</param>
internal sealed record CauseMatch(Phrase Cause, Phrase Effect, string Cue, double Confidence);
