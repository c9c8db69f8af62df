using Resilience.Testing;

namespace Resilience.Tests.Checkpoints;

/// <summary>The calls that are used on Windows and macOS, as far as they can be tried here.</summary>
public sealed class PortableFileCheckpointStoreTests
{
    public static TheoryData<string> Checks => [.. FileFixture.Portable().Checks.Select(static check => check.Name)];

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task Conforms(string check)
    {
        await using FileFixture fixture = FileFixture.Portable();
        await CheckpointStoreConformance.RunAsync(check, fixture, TestContext.Current.CancellationToken);
    }
}
