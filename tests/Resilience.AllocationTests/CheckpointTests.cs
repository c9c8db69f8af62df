using Resilience.Checkpoints;

namespace Resilience.AllocationTests;

/// <summary>
/// A stage is no hot path, so that records may allocate. But what they do is bounded, and does not grow with the number of records.
/// </summary>
public sealed class CheckpointTests
{
    private static readonly CheckpointSerializer<CheckpointContext> _serializer = new(CheckpointJson.Default.CheckpointContext);
    private static readonly CheckpointContext _context = new("PDM2024-ANT-MED.pdf", 12, 0.97);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_small_context_becomes_bytes_in_one_buffer() =>
        Allocations.PerCall(static () => _serializer.Serialize(_context)).Should().BeLessThanOrEqualTo(1_024 + 256);

    [Fact]
    public void A_small_context_is_read_without_a_copy_of_its_bytes()
    {
        CheckpointPayload payload = _serializer.Serialize(_context);

        Allocations.PerCall(() => _serializer.Deserialize(payload)).Should().BeLessThanOrEqualTo(256);
    }

    [Fact]
    public void A_record_in_memory_costs_at_most_three_kilobytes_however_long_the_run()
    {
        CancellationToken token = Token;
        IRunLease lease = Started();
        CheckpointDraft draft = Stage();

        Allocations.PerCall(() => Result(lease.AppendAsync(draft, token))).Should().BeLessThanOrEqualTo(3 * 1_024);
    }

    [Fact]
    public void A_record_that_is_read_costs_at_most_two_and_a_half_kilobytes()
    {
        CancellationToken token = Token;
        IRunLease lease = Started();
        Result(lease.AppendAsync(Stage(), token));

        Allocations.PerCall(() => Result(lease.ReadAsync(2, token))).Should().BeLessThanOrEqualTo(2_560);
    }

    [Fact]
    public void The_history_is_not_copied()
    {
        CancellationToken token = Token;
        IRunLease lease = Started();
        for (int i = 0; i < 1_000; i++)
            Result(lease.AppendAsync(Stage(), token));

        Allocations.PerCall(() => Assert.True(lease.History.Count == 1_001)).Should().BeLessThanOrEqualTo(32);
    }

    private static IRunLease Started()
    {
        IRunLease lease = Result(new InMemoryCheckpointStore().AcquireAsync(new RunKey("plan-analysis", "PDM2024-ANT-MED"), null, Token));
        Result(lease.AppendAsync(
            new(new() { Kind = CheckpointKind.Started, DefinitionHash = "v1" }, _serializer.Serialize(_context)), Token));
        return lease;
    }

    private static CheckpointDraft Stage() => new(
        new() { Kind = CheckpointKind.Stage, DefinitionHash = "v1", Stage = "LOAD_DOCUMENT", Status = CheckpointStatus.Completed, Attempt = 1 },
        _serializer.Serialize(_context));

    // In memory nothing waits, so that all is counted on this thread.
    private static T Result<T>(ValueTask<T> call) => call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException();
}
