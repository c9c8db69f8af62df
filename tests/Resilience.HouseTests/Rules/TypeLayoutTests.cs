namespace Resilience.HouseTests.Rules;

public sealed class TypeLayoutTests
{
    [Theory]
    [InlineData("public sealed class Foo; public sealed class Bar;")]
    [InlineData("namespace A; public sealed class Foo; internal enum Bar { None }")]
    [InlineData("namespace A; public sealed class Foo; public delegate void Bar();")]
    [InlineData("namespace A { public struct Foo; } namespace B { public interface Bar; }")]
    public void A_second_top_level_type_is_found(string text) =>
        TypeLayout.OneTypeAFile(new("src/Foo.cs", text)).Should().ContainSingle().Which.Should().Contain("Foo, Bar");

    [Theory]
    [InlineData("namespace A; public sealed class Foo { public enum Bar { None } }")]
    [InlineData("[assembly: System.CLSCompliant(false)]")]
    public void A_nested_type_or_none_passes(string text) =>
        TypeLayout.OneTypeAFile(new("src/Foo.cs", text)).Should().BeEmpty();

    [Theory]
    [InlineData("Bar.cs", "public sealed class Foo;")]
    [InlineData("Foo.Bar.cs", "public sealed class Foo;")]
    [InlineData("Foo.Bar.cs", "public enum Foo { None }")]
    [InlineData("FooT.cs", "public sealed class Foo<T>;")]
    [InlineData("Foos.cs", "public delegate void Foo();")]
    public void A_file_of_another_name_is_found(string name, string text) =>
        TypeLayout.FileNamedAfterType(new($"src/{name}", text))
            .Should().ContainSingle().Which.Should().StartWith($"src/{name}:1 Foo ");

    [Theory]
    [InlineData("Foo.cs", "public sealed class Foo;")]
    [InlineData("Foo.cs", "public sealed class Foo<T>;")]
    [InlineData("Foo.T.cs", "public sealed class Foo<T>;")]
    [InlineData("Foo.T.cs", "public delegate T Foo<T>();")]
    [InlineData("Foo.Bar.cs", "public partial class Foo;")]
    [InlineData("Anything.cs", "global using System;")]
    public void A_file_named_after_its_type_passes(string name, string text) =>
        TypeLayout.FileNamedAfterType(new($"src/{name}", text)).Should().BeEmpty();

    [Theory]
    [InlineData("public class Foo;", "Foo")]
    [InlineData("namespace A; public record Foo;", "A.Foo")]
    [InlineData("namespace A; public sealed class Foo<T> { private class Bar; }", "A.Foo`1.Bar")]
    public void An_open_class_is_found(string text, string name) =>
        TypeLayout.ClosedClasses([new("src/Foo.cs", text)])
            .Should().Equal($"src/Foo.cs:1 {name} is neither sealed nor static nor abstract");

    [Fact]
    public void One_part_of_a_partial_class_closes_it()
    {
        SourceFile sealing = new("Foo.cs", "namespace A; public sealed partial class Foo;");
        SourceFile facet = new("Foo.B.cs", "namespace A; public partial class Foo;");

        TypeLayout.ClosedClasses([facet, sealing]).Should().BeEmpty();
    }

    [Fact]
    public void Another_type_of_the_same_name_does_not_close_it()
    {
        SourceFile generic = new("Foo.T.cs", "namespace A; public sealed class Foo<T>;");
        SourceFile plain = new("Foo.cs", "namespace A; public class Foo;");

        TypeLayout.ClosedClasses([generic, plain]).Should().ContainSingle();
    }

    [Theory]
    [InlineData("public struct Foo;")]
    [InlineData("public readonly record struct Foo;")]
    [InlineData("public interface Foo;")]
    [InlineData("public abstract record Foo;")]
    [InlineData("public static class Foo;")]
    public void What_is_closed_anyway_passes(string text) =>
        TypeLayout.ClosedClasses([new("src/Foo.cs", text)]).Should().BeEmpty();

    [Fact]
    public void A_namespace_with_braces_is_found() =>
        TypeLayout.FileScopedNamespaces(new("src/Foo.cs", "namespace A { }")).Should().ContainSingle();
}
