using Resilience.Testing;

namespace Resilience.Tests.Checkpoints;

public sealed class FileCheckpointStoreTests
{
    public static TheoryData<string> Checks => [.. FileFixture.Native().Checks.Select(static check => check.Name)];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Conforms(string check)
    {
        await using FileFixture fixture = FileFixture.Native();
        await CheckpointStoreConformance.RunAsync(check, fixture, TestContext.Current.CancellationToken);
    }
}
