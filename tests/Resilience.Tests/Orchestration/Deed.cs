namespace Resilience.Tests.Orchestration;

/// <summary>What the code of a stage does, once it is started.</summary>
internal enum Deed
{
    Succeeds,
    DoesLess,
    Throws,
    CancelsItself,
    ReturnsNothing,
    IsInterrupted,
    SucceedsThoughInterrupted,
    IsCancelled,
    SucceedsThoughCancelled,
}
