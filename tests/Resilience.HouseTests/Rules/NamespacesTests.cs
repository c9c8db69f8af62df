namespace Resilience.HouseTests.Rules;

public sealed class NamespacesTests
{
    [Theory]
    [InlineData("src/Resilience/Timing/Foo.cs", "Resilience.Retries")]
    [InlineData("src/Resilience/Foo.cs", "Foo")]
    public void A_namespace_from_elsewhere_is_found(string path, string name) =>
        Namespaces.FollowTheFolder(new(path, $"namespace {name};")).Should().ContainSingle();

    [Theory]
    [InlineData("src/Resilience/Timing/Foo.cs", "Resilience")]
    [InlineData("src/Resilience/Timing/Foo.cs", "Resilience.Timing")]
    [InlineData("src/Resilience/Foo.cs", "Resilience")]
    [InlineData("src/Resilience.Hosting/Foo.cs", "Resilience.Hosting")]
    [InlineData("src/Resilience/DependencyInjection/Foo.cs", "Microsoft.Extensions.DependencyInjection")]
    public void The_common_namespace_and_the_folder_pass(string path, string name) =>
        Namespaces.FollowTheFolder(new(path, $"namespace {name};")).Should().BeEmpty();
}
