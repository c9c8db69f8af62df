namespace DocumentPipeline.Stages;

/// <summary>A lesser way to do a stage's work.</summary>
/// <param name="Description">What is done instead, for the protocol.</param>
/// <param name="Run">The work.</param>
internal sealed record StageFallback(string Description, Stage Run);
