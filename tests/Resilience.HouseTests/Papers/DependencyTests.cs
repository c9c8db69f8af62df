using System.Xml.Linq;

namespace Resilience.HouseTests.Papers;

public sealed class DependencyTests
{
    [Fact]
    public void The_core_depends_on_three_abstractions_packages_alone() =>
        Includes("src/Resilience/Resilience.csproj", "PackageReference").Should().BeEquivalentTo(
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Options");

    [Fact]
    public void The_core_refers_to_no_other_project_or_framework()
    {
        Includes("src/Resilience/Resilience.csproj", "ProjectReference").Should().BeEmpty();
        Includes("src/Resilience/Resilience.csproj", "FrameworkReference").Should().BeEmpty();
    }

    [Fact]
    public void The_adapter_for_the_limiters_of_the_framework_depends_on_them_and_the_core_alone()
    {
        const string project = "src/Resilience.SystemRateLimiting/Resilience.SystemRateLimiting.csproj";
        Includes(project, "PackageReference").Should().Equal("System.Threading.RateLimiting");
        Includes(project, "ProjectReference").Should().Equal("../Resilience/Resilience.csproj");
        Includes(project, "FrameworkReference").Should().BeEmpty();
    }

    [Fact]
    public void The_package_for_hosts_depends_on_their_abstractions_and_the_core_alone()
    {
        const string project = "src/Resilience.Hosting/Resilience.Hosting.csproj";
        Includes(project, "PackageReference").Should().Equal(
            "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting.Abstractions");
        Includes(project, "ProjectReference").Should().Equal("../Resilience/Resilience.csproj");
        Includes(project, "FrameworkReference").Should().BeEmpty();
    }

    [Fact]
    public void The_checks_for_authors_of_stores_depend_on_the_core_alone()
    {
        const string project = "src/Resilience.Testing/Resilience.Testing.csproj";
        Includes(project, "PackageReference").Should().BeEmpty();
        Includes(project, "ProjectReference").Should().Equal("../Resilience/Resilience.csproj");
        Includes(project, "FrameworkReference").Should().BeEmpty();
    }

    [Fact]
    public void Every_package_has_a_test_project_of_its_own_and_is_named_in_the_readme()
    {
        IEnumerable<string> packages = Repository.Files("src", "*.csproj").Select(static path => Path.GetFileNameWithoutExtension(path));

        packages.Should().Contain("Resilience")
            .And.OnlyContain(package => File.Exists(Repository.PathOf($"tests/{package}.Tests/{package}.Tests.csproj")))
            .And.OnlyContain(package => Repository.Read("README.md").Contains($"| `{package}` |", StringComparison.Ordinal));
    }

    [Fact]
    public void No_package_but_the_core_sees_the_inside_of_another() =>
        Repository.Files("src", "*.csproj").SelectMany(static path => Includes(path, "InternalsVisibleTo"))
            .Should().OnlyContain(static friend => friend.EndsWith(".Tests", StringComparison.Ordinal));

    [Fact]
    public void What_every_package_uses_to_build_reaches_no_user()
    {
        IEnumerable<XElement> references = Elements("src/Directory.Build.props", "PackageReference");

        references.Should().NotBeEmpty().And.OnlyContain(reference => (string?)reference.Attribute("PrivateAssets") == "all");
    }

    [Fact]
    public void Every_package_is_explained()
    {
        string page = Repository.Read("docs/dependencies.md");

        Includes("Directory.Packages.props", "PackageVersion")
            .Where(package => !page.Contains($"`{package}`", StringComparison.Ordinal))
            .Should().BeEmpty("docs/dependencies.md says of each package why it is here");
    }

    [Fact]
    public void No_explanation_is_left_behind()
    {
        IEnumerable<string> explained = Repository.Read("docs/dependencies.md").Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        explained.Should().NotBeEmpty().And.BeSubsetOf(Includes("Directory.Packages.props", "PackageVersion"));
    }

    [Fact]
    public void No_project_states_a_version_of_its_own()
    {
        IEnumerable<string> versioned =
            from path in Repository.Files(".", "*.csproj")
            from reference in Elements(path, "PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{path}: {(string?)reference.Attribute("Include")}";

        versioned.Should().BeEmpty("versions are central");
    }

    private static IEnumerable<string> Includes(string project, string element) =>
        Elements(project, element).Select(item => (string)item.Attribute("Include")!);

    private static IEnumerable<XElement> Elements(string project, string element) =>
        XDocument.Load(Repository.PathOf(project)).Descendants(element);
}
