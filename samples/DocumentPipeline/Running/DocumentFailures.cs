using Resilience;

namespace DocumentPipeline.Running;

/// <summary>What the program's own exceptions mean: one judgement for retries, circuit breakers and risks.</summary>
internal static class DocumentFailures
{
    // What is wrong with the document stays wrong: no retry, and the cause is on record.
    private static readonly Failure _badData = new(FailureCause.Data, FailureDisposition.Permanent);

    /// <summary>Judges them, and everything else as usual.</summary>
    public static FailureClassifier Classifier { get; } = FailureClassifier.Default
        .With<DocumentException>(static _ => _badData)
        .With<EmptyExtractionException>(static _ => _badData)
        .With<InsufficientTextException>(static _ => _badData)
        .With<EmptyCausalGraphException>(static _ => _badData)
        .With<MissingFinancialDataException>(static _ => _badData)
        .With<PlanInvalidException>(static _ => new Failure(FailureCause.Validation, FailureDisposition.Permanent))
        .With<ModelMissingException>(static _ => new Failure(FailureCause.Resource, FailureDisposition.Permanent))
        // The same work needs the same memory: it takes smaller batches, not another try.
        .With<OutOfMemoryException>(static _ => new Failure(FailureCause.Resource, FailureDisposition.Permanent));
}
