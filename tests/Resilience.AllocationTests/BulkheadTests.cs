namespace Resilience.AllocationTests;

/// <summary>A bulkhead allocates for calls that have to wait, and for no others.</summary>
public sealed class BulkheadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void A_call_that_finds_a_permit_allocates_nothing(int permits)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(permits).Build();
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_refusal_allocates_nothing(int queueLimit)
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = queueLimit });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        Check(bulkhead.TryEnter(out BulkheadPermit taken));
        Task<BulkheadPermit> waiting = queueLimit > 0
            ? bulkhead.EnterAsync(cancellationToken: TestContext.Current.CancellationToken).AsTask()
            : Task.FromResult<BulkheadPermit>(default);
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsRejected)).Should().Be(0);
        taken.Dispose();
        (await waiting).Dispose();
    }

    [Fact]
    public void A_permit_that_is_given_back_on_its_thread_allocates_nothing()
    {
        var bulkhead = new Bulkhead();
        Allocations.PerCall(() =>
        {
            Check(bulkhead.TryEnter(out BulkheadPermit permit));
            permit.Dispose();
            permit.Dispose();
        }).Should().Be(0);
    }

    [Fact]
    public void A_call_that_passes_in_shadow_mode_allocates_nothing()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, ShadowMode = true });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        Check(bulkhead.TryEnter(out _));
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsSuccess)).Should().Be(0);
    }

    [Fact]
    public async Task A_call_that_waits_costs_less_than_a_kilobyte()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1, QueueLimit = 1 });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        double bytes = await Allocations.PerCallAsync(async () =>
        {
            bulkhead.TryEnter(out BulkheadPermit taken);
            ValueTask<int> waiting = pipeline.ExecuteAsync(static (number, _) => new ValueTask<int>(number), 42);
            taken.Dispose();
            return await waiting;
        });
        bytes.Should().BeInRange(1, 768);
    }

    [Fact]
    public void A_bulkhead_at_rest_takes_a_kilobyte_at_most()
    {
        var bulkheads = new Bulkhead[1_000];
        bulkheads[0] = new Bulkhead();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1; i < bulkheads.Length; i++)
        {
            bulkheads[i] = new Bulkhead();
            Check(bulkheads[i].TryEnter(out BulkheadPermit permit));
            permit.Dispose();
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (bulkheads.Length - 1);
        each.Should().BeLessThanOrEqualTo(1_024);
        GC.KeepAlive(bulkheads);
    }

    private static void Check(bool condition) => Assert.True(condition);
}
