using Resilience.Checkpoints;
using Resilience.Testing;

namespace Resilience.Tests.Checkpoints;

public sealed class InMemoryCheckpointStoreTests
{
    public static TheoryData<string> Checks => [.. new InMemoryFixture().Checks.Select(static check => check.Name)];

    [Fact]
    public async Task A_deletion_that_refuses_keeps_nobody_out_meanwhile()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var run = new RunKey("p", "r");
        var keys = new WatchedKeys();
        var store = new InMemoryCheckpointStore(new() { Protection = CheckpointProtection.Authenticate, Keys = keys });
        await using (IRunLease lease = await store.AcquireAsync(run, null, token))
            await lease.AppendAsync(Drafts.Started(), token);
        RunStatus? seen = null;
        keys.Asked = () =>
        {
            keys.Asked = null;
            seen = store.FindRunAsync(run, token).AsTask().GetAwaiter().GetResult()!.Status;
        };

        (await store.DeleteAsync(run, evenUnfinished: false, token)).Should().BeFalse();

        seen.Should().Be(RunStatus.Interrupted, "it has no owner while its last record is read");
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Conforms(string check) =>
        CheckpointStoreConformance.RunAsync(check, new InMemoryFixture(), TestContext.Current.CancellationToken);
}
