using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.HouseTests.Rules;

/// <summary>One top-level type a file, the file named after it, and no class open to inheritance by accident.</summary>
internal static class TypeLayout
{
    public static IEnumerable<string> OneTypeAFile(SourceFile file)
    {
        MemberDeclarationSyntax[] types = [.. file.TopLevelTypes];
        if (types.Length > 1)
        {
            string names = string.Join(", ", types.Select(NameOf));
            yield return file.At(types[1], $"is the second of {types.Length} top-level types ({names}): one a file");
        }
    }

    /// <summary>
    /// <c>Foo</c> stands in Foo.cs; <c>Foo&lt;T&gt;</c> in Foo.cs or Foo.T.cs; a facet of a partial type in Foo.Facet.cs.
    /// </summary>
    public static IEnumerable<string> FileNamedAfterType(SourceFile file)
    {
        if (file.TopLevelTypes.FirstOrDefault() is not { } type)
        {
            yield break;
        }

        bool plain = file.NameParts.Length == 1;
        bool suffixAllowed = type.Modifiers.Any(SyntaxKind.PartialKeyword) || ArityOf(type) > 0;
        if (file.NameParts[0] != NameOf(type) || (!plain && !suffixAllowed))
        {
            yield return file.At(type, $"{NameOf(type)} stands in a file of another name");
        }
    }

    /// <summary>A partial type says it once: any of its parts may carry the modifier.</summary>
    public static IEnumerable<string> ClosedClasses(IReadOnlyList<SourceFile> files)
    {
        var parts = from file in files
                    from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
                    where type is ClassDeclarationSyntax || type.IsKind(SyntaxKind.RecordDeclaration)
                    group (file, type) by FullNameOf(type);

        return from part in parts
               where !part.Any(p => p.type.Modifiers.Any(IsClosing))
               let first = part.First()
               select first.file.At(first.type, $"{part.Key} is neither sealed nor static nor abstract");
    }

    public static IEnumerable<string> FileScopedNamespaces(SourceFile file) =>
        file.Syntax.DescendantNodes().OfType<NamespaceDeclarationSyntax>()
            .Select(node => file.At(node, "has a namespace with braces: file-scoped ones only"));

    private static bool IsClosing(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword;

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declaration => declaration.Identifier.Text,
        DelegateDeclarationSyntax declaration => declaration.Identifier.Text,
        _ => throw new ArgumentException($"{type.Kind()} is no type."),
    };

    private static int ArityOf(MemberDeclarationSyntax type) => type switch
    {
        TypeDeclarationSyntax declaration => declaration.Arity,
        DelegateDeclarationSyntax declaration => declaration.Arity,
        _ => 0,
    };

    private static string FullNameOf(TypeDeclarationSyntax type)
    {
        IEnumerable<string> names = type.AncestorsAndSelf().Reverse().Select(node => node switch
        {
            TypeDeclarationSyntax t => t.Arity == 0 ? t.Identifier.Text : $"{t.Identifier.Text}`{t.Arity}",
            BaseNamespaceDeclarationSyntax n => n.Name.ToString(),
            _ => "",
        });
        return string.Join('.', names.Where(name => name.Length > 0));
    }
}
