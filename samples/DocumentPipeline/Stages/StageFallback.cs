using DocumentPipeline.Model;

namespace DocumentPipeline.Stages;

/// <summary>A lesser way to do a stage's work.</summary>
/// <param name="Description">What is done instead, for people.</param>
/// <param name="Run">The work.</param>
internal sealed record StageFallback(string Description, Func<DocumentContext, CancellationToken, ValueTask<DocumentContext>> Run);
