using Resilience.Testing;

namespace Resilience.Tests.Checkpoints;

public sealed class InMemoryCheckpointStoreTests
{
    public static TheoryData<string> Checks => [.. new InMemoryFixture().Checks.Select(static check => check.Name)];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Conforms(string check) =>
        CheckpointStoreConformance.RunAsync(check, new InMemoryFixture(), TestContext.Current.CancellationToken);
}
